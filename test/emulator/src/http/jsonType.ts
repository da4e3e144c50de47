/** The content type of every JSON body of the services and the control. */
export const jsonType = "application/json;charset=UTF-8";
